/** An example that runs, as its test sees it. */
export interface Program {
  /** `http://127.0.0.1:40000`, without a slash at the end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}
