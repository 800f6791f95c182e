/** Charts, folded tables and the filter of columns. */
export const CHART_STYLE = `
.spark { display: block; width: 120px; height: 26px; overflow: visible; }
.chart { display: block; width: 100%; max-width: 26rem; height: auto; overflow: visible; }
svg .observed { fill: var(--bar); }
svg .expected { fill: none; stroke: var(--expected); stroke-width: 1.75; stroke-linejoin: round; }
.spark .expected { stroke-width: 1.25; }
svg .axis { fill: none; stroke: var(--soft); stroke-width: 1; }
svg .grid { fill: none; stroke: var(--line); stroke-width: 1; }
.chart text { fill: var(--soft); font-size: 11.5px; }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 1.25rem; margin-top: 1rem; align-items: start; }
figure { margin: 0; padding: .9rem 1rem; min-width: 0; background: var(--card); border: 1px solid var(--line); border-radius: 8px; }
figcaption { margin-bottom: .6rem; overflow-wrap: anywhere; }
figcaption strong { font-weight: 600; display: block; }
figcaption .about { font-size: .87rem; }
figure .scroll { border: 0; border-radius: 0; max-height: 20rem; overflow-y: auto; }
figure th, figure td { padding: .25rem .75rem .25rem 0; }
figure tbody th { max-width: 9rem; overflow-wrap: break-word; white-space: normal; }
.legend { list-style: none; display: flex; gap: 1.5rem; margin: .9rem 0 0; padding: 0; color: var(--soft); font-size: .87rem; }
.key { display: inline-block; width: 1.1rem; height: .7rem; margin-right: .45rem; vertical-align: baseline; }
.observed-key { background: var(--bar); }
.expected-key { height: 0; border-top: 2px solid var(--expected); vertical-align: .3rem; }
figure td.bars { min-width: 3.5rem; width: 50%; }
td.range { min-width: 13rem; } tr[hidden] { display: none; }
.bar { position: relative; margin-top: .35rem; height: .75rem; background: var(--track); border-radius: 2px; }
.bar .fill { display: block; height: 100%; width: var(--size); background: var(--bar); border-radius: 2px; }
.bar .mark { position: absolute; left: calc(var(--start) - 1px); top: -3px; bottom: -3px; width: 2px; background: var(--expected); }
summary { cursor: pointer; overflow-wrap: anywhere; }
summary strong { font-weight: 600; }
.fold { margin-top: .6rem; border: 1px solid var(--line); border-radius: 8px; background: var(--card); }
.fold > summary { padding: .55rem 1rem; }
.fold > .about { margin: 0 1rem .6rem; }
.fold > .scroll { border-width: 1px 0 0; border-radius: 0 0 8px 8px; }
.figures-of { margin-top: .6rem; } .figures-of > summary { color: var(--soft); font-size: .87rem; }
.figures-of > .scroll { margin-top: .5rem; }
.filter { display: flex; flex-wrap: wrap; gap: .4rem .75rem; align-items: center; margin: 0 0 .75rem; }
.filter[hidden] { display: none; }
.filter .about { margin: 0; }
input, button { font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft); border-radius: 6px; padding: .25rem .6rem; }
input { min-width: 0; width: 14rem; max-width: 100%; } button { cursor: pointer; }
.group + .group { margin-top: 2rem; }
`;
