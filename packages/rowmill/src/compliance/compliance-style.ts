/** What the page has beside the style of reports. */
export const COMPLIANCE_STYLE = `
.claim { border: 1px solid var(--line); border-radius: 8px; background: var(--card); padding: .8rem 1rem; margin-top: .75rem; break-inside: avoid; }
.claim h3 { margin: 0; display: flex; flex-wrap: wrap; gap: .2rem 1rem; align-items: baseline; }
.claim .status { font-weight: 400; font-size: .95rem; }
.claim ul { margin: .5rem 0 0; padding-left: 1.15rem; } .claim li { overflow-wrap: anywhere; }
.small td, .small th { font-size: .87rem; padding: .35rem .7rem; }
.small tbody th { font-size: .87rem; }
.small code { white-space: normal; overflow-wrap: anywhere; }
pre.note { white-space: pre-wrap; overflow-wrap: anywhere; color: var(--ink); }
@media print {
  .small td, .small th { font-size: 7.5pt; padding: .2rem .35rem; } .small tbody th { font-size: 7.5pt; }
  .small td { overflow-wrap: anywhere; }
  @page { size: A4 landscape; margin: 14mm; }
}
`;
