import { Duration } from 'aws-cdk-lib';
import {
  GraphWidget,
  type IMetric,
  type IWidget,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';

/** A part of the dashboard: its title, and its widgets row by row. */
export interface Section {
  readonly title: string;
  /** What the section answers, in one sentence. */
  readonly question: string;
  readonly rows: readonly (readonly IWidget[])[];
}

/** Widths of widgets are of 24 columns (CloudWatch API, "Dashboard body structure"). */
const COLUMNS = 24;

/** Graphs of one row; they share its width. */
export function graphs(graphsOfRow: Readonly<Record<string, readonly IMetric[]>>): IWidget[] {
  const all = Object.entries(graphsOfRow);
  return all.map(
    ([title, left]) =>
      new GraphWidget({
        title,
        left: [...left],
        width: Math.floor(COLUMNS / all.length),
        height: 6,
      }),
  );
}

/** Sums over the time that the dashboard shows, as numbers. */
export function numbers(title: string, metrics: readonly IMetric[]): IWidget[] {
  const widget = new SingleValueWidget({
    title,
    metrics: [...metrics],
    width: COLUMNS,
    height: 3,
    setPeriodToTimeRange: true,
  });
  return [widget];
}

export function heading({ title, question }: Section): IWidget[] {
  return [new TextWidget({ markdown: `## ${title}\n${question}`, width: COLUMNS, height: 2 })];
}

export const HOUR = Duration.hours(1);
