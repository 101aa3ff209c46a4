import type { Figure } from './benchmark.ts';
import { median, shown } from './numbers.ts';

export const tableHead = [
  '| figure | ours | bare | ours / bare | goal |',
  '| --- | ---: | ---: | ---: | --- |',
].join('\n');

/** A Markdown row: medians, with the lowest and highest value of ours behind, so that a restless machine shows. */
export function tableRow(figure: Figure): string {
  const { name, unit, ours, bare, goal = '' } = figure;
  const ratio = bare.length === 0 || ours.length === 0 ? '' : shown(median(ours) / median(bare));
  return `| ${name}, ${unit} | ${withSpread(ours)} | ${bare.length === 0 ? '' : shown(median(bare))} | ${ratio} | ${goal} |`;
}

function withSpread(values: readonly number[]): string {
  if (values.length < 2) return shown(median(values));
  return `${shown(median(values))} (${shown(Math.min(...values))} to ${shown(Math.max(...values))})`;
}
