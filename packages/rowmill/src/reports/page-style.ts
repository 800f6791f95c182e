/** The page's one style sheet: light or dark as the reader's system is, and black on white on paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfbf9; --card: #fff; --ink: #1d1f22; --soft: #5e6268; --line: #e4e4df;
  --bar: #4b83a6; --track: #eeeeea; --passed: #1d7446; --failed: #b3261e; --waiting: #80620a;
  --failed-tint: #fcefed;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1b1e22; --ink: #e7e8e6; --soft: #a0a5ab; --line: #2d3136;
    --bar: #6ba6c9; --track: #262a2f; --passed: #63c491; --failed: #ff958b; --waiting: #d9b65c;
    --failed-tint: #2e1f20;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
main { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.5rem 4rem; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
h1 { font-size: 1.75rem; line-height: 1.2; font-weight: 650; margin: 0; overflow-wrap: anywhere; }
h1 + .status { font-size: 1.05rem; font-weight: 600; }
h2 { font-size: 1.05rem; font-weight: 650; margin: 2.75rem 0 .75rem; }
h3 { font-size: 1rem; font-weight: 600; margin: 1.5rem 0 .5rem; overflow-wrap: anywhere; }
.note, .about, .soft { color: var(--soft); font-weight: 400; }
h2 .note { font-size: .9rem; margin-left: .35rem; }
.about { margin: .35rem 0 0; } .about + .scroll { margin-top: .7rem; }
.problem {
  margin: 1.25rem 0 0; padding: .75rem 1rem; border-left: 3px solid var(--failed);
  background: var(--failed-tint); white-space: pre-wrap; overflow-wrap: anywhere;
}
code, pre { font: .875em/1.55 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { overflow-wrap: anywhere; }
pre {
  margin: .5rem 0 0; padding: .85rem 1rem; overflow-x: auto;
  background: var(--card); border: 1px solid var(--line); border-radius: 6px;
}
.figures {
  display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 1px;
  margin: 1.75rem 0 0; background: var(--line); border: 1px solid var(--line); border-radius: 8px; overflow: hidden;
}
.figures div { background: var(--card); padding: .8rem 1rem; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.35rem; line-height: 1.3; font-weight: 600; white-space: nowrap; }
.figures dd small { display: block; font-size: .85rem; font-weight: 400; color: var(--soft); white-space: normal; }
td .status { vertical-align: top; }
.status { display: inline-flex; align-items: center; gap: .4em; white-space: nowrap; }
.status svg { width: 1.1em; height: 1.1em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
.passed { color: var(--passed); } .failed { color: var(--failed); }
.skipped { color: var(--soft); } .stopped { color: var(--waiting); }
.stages { list-style: none; margin: 0; padding: 0; }
.stages li {
  display: grid; grid-template-columns: 12.5rem 1fr 5.5rem; gap: 0 1rem; align-items: center;
  padding: .3rem 0; border-top: 1px solid var(--line);
}
.stages .time { text-align: right; }
.stages .detail { grid-column: 2 / -1; color: var(--soft); font-size: .87rem; overflow-wrap: anywhere; }
.stages .status { color: var(--ink); white-space: normal; overflow-wrap: anywhere; }
.stages .passed svg { color: var(--passed); } .stages .failed svg, .stages .failed { color: var(--failed); }
.stages .skipped, .stages .skipped svg { color: var(--soft); } .stages .stopped svg { color: var(--waiting); }
.track { height: .6rem; background: var(--track); border-radius: 2px; }
.track span {
  display: block; height: 100%; min-width: 3px; border-radius: 2px; background: var(--bar);
  margin-left: var(--start); width: var(--size);
}
.track .failed { background: var(--failed); } .track .stopped { background: var(--waiting); }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.scroll:focus-visible { outline: 2px solid var(--bar); outline-offset: 2px; }
.scroll + .about { margin-top: .7rem; } .about .status { vertical-align: text-bottom; margin-right: .5rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: .45rem 1rem; text-align: left; vertical-align: top; }
th { font-size: .85rem; font-weight: 500; color: var(--soft); white-space: nowrap; }
tbody th { white-space: normal; font-size: inherit; color: inherit; font-weight: 500; }
tbody tr { border-top: 1px solid var(--line); }
tfoot tr { border-top: 1px solid var(--line); font-weight: 600; }
td code { overflow-wrap: normal; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
tr.failed-check > *, tr.failing > * { background: var(--failed-tint); }
tr.failing { border-top: 0; } tr.failing > td { padding-top: 0; }
.rows { margin: .4rem 0 .2rem; padding: 0; list-style: none; }
.rows code { overflow-wrap: anywhere; white-space: normal; }
.rows li { display: flex; flex-wrap: wrap; gap: 0 1rem; align-items: baseline; }
.rows .soft { font-size: .87rem; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.plain { margin: .5rem 0 0; padding-left: 1.15rem; } .plain li { overflow-wrap: anywhere; }
a { color: var(--bar); }
footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .87rem; }
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.45rem; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .figures div { padding: .65rem .8rem; } .figures dd { font-size: 1.15rem; }
  .stages li { grid-template-columns: 1fr auto; padding: .45rem 0; }
  .stages .track { grid-column: 1 / -1; grid-row: 2; margin: .3rem 0 .15rem; }
  .stages .detail { grid-column: 1 / -1; }
  th, td { padding: .4rem .7rem; }
  tbody th, thead th:first-child { position: sticky; left: 0; background: var(--card); }
  tbody th { min-width: 8rem; overflow-wrap: anywhere; }
  td:not(.number) { min-width: 7rem; } td:has(.status) { min-width: 0; }
  tr.failing > td > div { position: sticky; left: .7rem; width: calc(100vw - 4.5rem); }
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --bar: #666; --track: #eee;
    --passed: #000; --failed: #000; --waiting: #000; --failed-tint: #f3f3f3;
  }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 1.5rem; }
  tr, .stages li, .figures { break-inside: avoid; }
  .scroll { overflow: visible; } pre { white-space: pre-wrap; }
  .track, .track span { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
