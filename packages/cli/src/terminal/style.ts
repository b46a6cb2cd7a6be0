/** How a text may stand out on a terminal. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

// ECMA-48, 8.3.117 (SGR): a code that switches on, and the one that switches it off again.
const marking =
  (on: number, off: number) =>
  (text: string): string =>
    `\u001b[${on}m${text}\u001b[${off}m`;

export const colourStyle: Style = {
  bold: marking(1, 22),
  dim: marking(2, 22),
  red: marking(31, 39),
  yellow: marking(33, 39),
  green: marking(32, 39),
};

const asItIs = (text: string): string => text;

export const plainStyle: Style = { bold: asItIs, dim: asItIs, red: asItIs, yellow: asItIs, green: asItIs };
