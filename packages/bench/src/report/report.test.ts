import { describe, expect, it } from 'vitest';
import { figure } from './figure.js';
import { plotSvg } from './plot.js';
import { textOf } from './text.js';

describe('figure', () => {
  it('has three digits that count, and no more', () => {
    expect([1.23456, 12.3456, 123.456, 1234.56, 0.123456, 0].map(figure)).toEqual([
      '1.23',
      '12.3',
      '123',
      '1235',
      '0.123',
      '0',
    ]);
  });
});

describe('textOf', () => {
  const report = {
    name: 'name',
    title: 'A title',
    notes: ['A note.'],
    tables: [{ caption: 'Times', columns: ['what', 'ns'], rows: [['this', '12']] }],
    targets: [
      { what: 'this', limit: 2, reached: 2, unit: 'times' },
      { what: 'that', limit: 2, reached: 2.01, unit: 'times' },
    ],
    plot: undefined,
  };

  it('is Markdown: the title, the notes and the tables', () => {
    expect(textOf(report)).toContain(
      '## A title\n\nA note.\n\nTimes:\n\n| what |  ns |\n| ---- | --: |\n| this |  12 |\n',
    );
  });

  it('says of each target whether it is met, up to the limit itself', () => {
    expect(textOf(report)).toContain('| this | 2.00 times | 2.00 times | yes |');
    expect(textOf(report)).toContain('| that | 2.00 times | 2.01 times |  no |');
  });
});

describe('plotSvg', () => {
  const plot = {
    title: 'Times <all>',
    unit: 'ns',
    contenders: ['ours', 'theirs'],
    groups: [
      { name: 'usual', values: [10, 100] },
      { name: 'hostile', values: [1000, undefined] },
      { name: 'nothing', values: [0, 0] },
    ],
  };
  const bars = (svg: string): number[] =>
    [...svg.matchAll(/<rect x="300" y="[\d.]+" width="([\d.]+)" height="8"/g)].map((match) => Number(match[1]));

  it('has a bar for each value there is, ten times as much being a step of the same width', () => {
    const [ten = 0, hundred = 0, thousand = 0, ...rest] = bars(plotSvg(plot));
    expect(rest).toEqual([1, 1]);
    expect(thousand - hundred).toBeCloseTo(hundred - ten, 0);
  });

  it('begins at nothing where no value is far from the others', () => {
    const near = { ...plot, groups: [{ name: 'usual', values: [10, 20] }] };
    const [ten = 0, twenty = 0] = bars(plotSvg(near));
    expect(twenty).toBeCloseTo(2 * ten, 0);
  });

  it('is well-formed whatever the names hold', () => {
    const svg = plotSvg(plot);
    expect(svg).toContain('Times &lt;all>');
    expect(svg).not.toContain('<all>');
  });
});
