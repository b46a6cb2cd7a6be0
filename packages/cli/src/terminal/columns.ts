/** A cell may have several lines. */
export type Row = readonly string[];

/**
 * Rows as aligned columns. Widths are counted before styles are put on, so `decorate` gets each cell already padded.
 *
 * @param gap what stands between two columns
 * @param decorate what is done to a padded cell: its text, the row and the column
 */
export function columns(
  rows: readonly Row[],
  gap = '  ',
  decorate: (cell: string, row: number, column: number) => string = (cell) => cell,
): readonly string[] {
  const widths = widthsOf(rows);
  return rows.flatMap((row, rowIndex) => {
    const cells = row.map((cell) => cell.split('\n'));
    const height = Math.max(...cells.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      cells
        .map((lines, column) => decorate((lines[line] ?? '').padEnd(widths[column] ?? 0), rowIndex, column))
        .join(gap)
        .trimEnd(),
    );
  });
}

function widthsOf(rows: readonly Row[]): readonly number[] {
  const count = Math.max(0, ...rows.map((row) => row.length));
  const widthOf = (cell: string): number => Math.max(...cell.split('\n').map((line) => line.length));
  // The last column ends where its text ends.
  return Array.from({ length: count }, (_, column) =>
    column === count - 1 ? 0 : Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
}
