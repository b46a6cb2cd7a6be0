/** @see https://fetch.spec.whatwg.org/#null-body-status */
const nullBodyStatuses: ReadonlySet<number> = new Set([101, 103, 204, 205, 304]);

/** Whether a response with this status has no body: `new Response` refuses even an empty stream with it. */
export function isNullBodyStatus(status: number): boolean {
  return nullBodyStatuses.has(status);
}
