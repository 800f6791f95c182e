import { CHART_STYLE } from './page-style-charts.ts';

/** The page's one style sheet: light or dark as the reader's system is, and black on white on paper. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --paper: #fbfbf9; --card: #fff; --ink: #1d1f22; --soft: #5e6268; --line: #e4e4df;
  --bar: #5b8fb0; --expected: #9a3412; --link: #23658c; --track: #eeeeea; --passed: #1d7446; --failed: #b3261e; --waiting: #7a5c05;
  --failed-tint: #fcefed; --waiting-tint: #fbf5e3;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15171a; --card: #1b1e22; --ink: #e7e8e6; --soft: #a0a5ab; --line: #2d3136;
    --bar: #5f93b5; --expected: #f0a35e; --link: #86bfe0; --track: #262a2f; --passed: #63c491; --failed: #ff958b; --waiting: #d9b65c;
    --failed-tint: #2e1f20; --waiting-tint: #29251a;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  font-variant-numeric: tabular-nums;
}
main, body > footer { max-width: 68rem; margin: 0 auto; padding: 2.5rem 1.5rem 3rem; }
main:focus { outline: none; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 2; padding: .5rem .9rem; background: var(--card); border: 1px solid var(--link); border-radius: 6px; }
.skip:focus { top: .75rem; }
nav { max-width: 68rem; margin: 0 auto; padding: 1.5rem 1.5rem 0; font-size: .92rem; }
nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; margin: 0; padding: 0 0 .75rem; border-bottom: 1px solid var(--line); }
nav .note { display: none; }
nav + main { padding-top: 1.5rem; }
section, h2, .fold { scroll-margin-top: 1rem; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
@media (min-width: 84rem) {
  body:has(> nav) { display: grid; grid-template-columns: 15rem minmax(0, 68rem); column-gap: 1rem; justify-content: center; }
  nav { grid-row: 1 / 3; width: 15rem; margin: 0; padding: 2.9rem 1rem 2rem 1.5rem; }
  nav ul { position: sticky; top: 1.5rem; flex-direction: column; gap: .5rem; border: 0; }
  nav li { line-height: 1.3; } nav .note { display: block; font-size: .85rem; }
  nav + main { padding-top: 2.5rem; } nav ~ main, nav ~ footer { margin: 0; grid-column: 2; min-width: 0; width: 100%; }
}
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
.waived, .warned { color: var(--waiting); }
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
.scroll + .about { margin-top: .7rem; } .about .status { vertical-align: text-bottom; margin-right: .5rem; }
table { width: 100%; border-collapse: collapse; }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
td small, th small { display: block; color: var(--soft); font-size: .85em; font-weight: 400; }
th, td { padding: .45rem 1rem; text-align: left; vertical-align: top; }
th { font-size: .85rem; font-weight: 500; color: var(--soft); white-space: nowrap; }
tbody th { max-width: 22rem; overflow-wrap: break-word; white-space: normal; font-size: inherit; color: inherit; font-weight: 500; }
tbody tr { border-top: 1px solid var(--line); }
tfoot tr { border-top: 1px solid var(--line); font-weight: 600; }
td code { overflow-wrap: normal; white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
tr.failed-check > * { background: var(--failed-tint); }
tr.waived-check > *, tr.warned-check > * { background: var(--waiting-tint); }
tr.told { border-top: 0; } tr.told > td { padding-top: 0; overflow-wrap: anywhere; }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1.5rem; margin: 0; }
.facts dt { color: var(--soft); } .facts dd { margin: 0; overflow-wrap: anywhere; }
.plain { margin: .5rem 0 0; padding-left: 1.15rem; } .plain li { overflow-wrap: anywhere; }
a { color: var(--link); overflow-wrap: anywhere; }
main > footer { margin-top: 3.5rem; padding-top: 1rem; border-top: 1px solid var(--line); } body > footer { padding-top: 0; }
footer { color: var(--soft); font-size: .87rem; overflow-wrap: anywhere; }
${CHART_STYLE.trim()}
@media (max-width: 40rem) {
  main, body > footer { padding: 1.25rem 1rem 2rem; } body > footer { padding-top: 0; } nav { padding: 1rem 1rem 0; }
  h1 { font-size: 1.45rem; }
  .figures { grid-template-columns: 1fr 1fr; }
  .figures div:last-child:nth-child(odd) { grid-column: 1 / -1; }
  .figures div { padding: .65rem .8rem; } .figures dd { font-size: 1.15rem; }
  .stages li { grid-template-columns: 1fr auto; padding: .45rem 0; }
  .stages .track { grid-column: 1 / -1; grid-row: 2; margin: .3rem 0 .15rem; }
  .stages .detail { grid-column: 1 / -1; }
  th, td { padding: .4rem .7rem; }
  tbody th, thead th:first-child { position: sticky; left: 0; background: var(--card); }
  tbody th { min-width: 8rem; overflow-wrap: anywhere; box-shadow: inset 0 1px var(--line); }
  td:not(.number) { min-width: 7rem; } td:has(.status) { min-width: 0; }
  tr.told > td > div { position: sticky; left: .7rem; width: calc(100vw - 4.5rem); }
  .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .5rem; }
}
@media print {
  :root {
    --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --bar: #777; --expected: #000; --link: #000; --track: #eee;
    --passed: #000; --failed: #000; --waiting: #000; --failed-tint: #f3f3f3; --waiting-tint: #f8f8f8;
  }
  body { font-size: 10pt; } main { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 1.5rem; }
  tr, figure, .stages li, .figures { break-inside: avoid; }
  nav, .skip, .filter { display: none; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .scroll, figure .scroll { overflow: visible; max-height: none; } pre { white-space: pre-wrap; }
  .track, .track span, .bar, .bar span, svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
