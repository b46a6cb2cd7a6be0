import { keep } from './sink.js';

/** Does the work once for each input, and keeps each result. */
export type Loop<Input> = (inputs: readonly Input[]) => void;

let made = 0;

/**
 * Makes a loop of its own around some synchronous work, as a caller who has only this work would have it.
 *
 * V8 learns about a call by the place in the source where it stands. One loop that is shared by all contenders would
 * make that place know many functions, and inline none of them. So each has its own source, which no cache knows.
 */
export function loopOf<Input>(work: (input: Input) => unknown): Loop<Input> {
  made += 1;
  const source = `// ${made}
    return (inputs) => {
      for (let index = 0; index < inputs.length; index++) keep(work(inputs[index]), index);
    };`;
  // oxlint-disable-next-line typescript/no-implied-eval -- see above: this is what keeps contenders apart
  return new Function('work', 'keep', source)(work, keep);
}
