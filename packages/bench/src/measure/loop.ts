import { keep } from './sink.js';

let made = 0;

/** Makes the source anew each time: what no cache knows shares nothing of what V8 learns. */
function factoryOf(source: string) {
  made += 1;
  // oxlint-disable-next-line typescript/no-implied-eval -- a source of its own is what keeps contenders apart
  return new Function('work', 'keep', `// ${made}\n${source}`);
}

/**
 * Makes a loop of its own around some work, as a caller who has only this work would have it. It does the work once for
 * each input, and keeps each result.
 *
 * V8 learns about a call by the place in the source where it stands. One loop that is shared by all contenders would
 * make that place know many functions, and inline none of them. So each has its own source, which no cache knows.
 */
export function loopOf<Input>(work: (input: Input) => unknown): (inputs: readonly Input[]) => void {
  return factoryOf(
    `return (inputs) => {
      for (let index = 0; index < inputs.length; index++) keep(work(inputs[index]), index);
    };`,
  )(work, keep);
}

/** As `loopOf`, for work whose end is awaited before the next begins. */
export function asyncLoopOf<Input>(work: (input: Input) => unknown): (inputs: readonly Input[]) => Promise<void> {
  return factoryOf(
    `return async (inputs) => {
      for (let index = 0; index < inputs.length; index++) keep(await work(inputs[index]), index);
    };`,
  )(work, keep);
}
