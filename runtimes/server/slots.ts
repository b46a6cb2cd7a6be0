/** How many servers the runner may use at the same time. */
export const SLOTS = 8;

/** Tells the runner on which ports the slots listen: one line of JSON. */
export const announce = (ports: readonly number[]): void => {
  console.log(JSON.stringify(ports));
};
