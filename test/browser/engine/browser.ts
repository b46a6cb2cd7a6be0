/** What the suites need of a browser: one page, which goes to an address and runs scripts there. */
export interface Browser {
  /** `Chromium 156.0.8078.108`. */
  readonly version: string;
  /** Lets the page load an address, and forgets what it held before. */
  goto(url: string): Promise<void>;
  /** Runs a script in the page, as `scriptOf` makes it, and gives the text that it resolves to. */
  evaluate(script: string): Promise<string>;
  /** What the page's console got since the last call; absent where it cannot be read. */
  console?(): Promise<readonly string[]>;
  /** Ends the browser and everything that was started with it. */
  close(): Promise<void>;
}

/** Names of the browsers' behaviours in the model. */
export type Profile = 'chromium' | 'firefox' | 'webkit';

/** A browser that may be on this machine. */
export interface Engine {
  readonly name: string;
  readonly profile: Profile;
  /** What one installs on Debian to have it. */
  readonly packages: string;
  /** The program to start, or `undefined` where it is not installed. */
  find(): string | undefined;
  /**
   * Starts it without a window and with its web security as users have it.
   *
   * @param variables of its environment, beside those of this process
   * @throws Error where it is not installed, or does not start in time
   */
  launch(variables?: Readonly<Record<string, string>>): Promise<Browser>;
}
