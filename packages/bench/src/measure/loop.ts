import { keep } from './sink.js';

let made = 0;

/**
 * Makes a loop of its own around some work, as a caller who has only this work would have it. It does the work once for
 * each input, and keeps each result.
 *
 * V8 learns about a call by the place in the source where it stands. One loop that is shared by all contenders would
 * make that place know many functions, and inline none of them. So each has its own source, which no cache knows.
 */
export function loopOf<Input>(work: (input: Input) => unknown): (inputs: readonly Input[]) => void {
  return compile(
    `return (inputs) => {
      for (let index = 0; index < inputs.length; index++) keep(work(inputs[index]), index);
    };`,
    work,
  );
}

/** As `loopOf`, for work whose end is awaited before the next begins. */
export function asyncLoopOf<Input>(work: (input: Input) => unknown): (inputs: readonly Input[]) => Promise<void> {
  return compile(
    `return async (inputs) => {
      for (let index = 0; index < inputs.length; index++) keep(await work(inputs[index]), index);
    };`,
    work,
  );
}

function compile<Loop>(source: string, work: (input: never) => unknown): Loop {
  made += 1;
  // oxlint-disable-next-line typescript/no-implied-eval -- see above: this is what keeps contenders apart
  return new Function('work', 'keep', `// ${made}\n${source}`)(work, keep);
}
