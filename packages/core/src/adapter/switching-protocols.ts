/** RFC 9110 §15.2.2: from here on the connection speaks another protocol. */
const SWITCHING_PROTOCOLS = 101;

/**
 * Whether a status hands the connection over to another protocol. Such a response is no answer to a fetch (a WebSocket
 * handshake knows nothing of CORS), and runtimes refuse changes to it, so it passes untouched.
 *
 * @param status a status as a handler gave it, which may be a numeric string
 */
export function isSwitchingProtocols(status: unknown): boolean {
  return status === SWITCHING_PROTOCOLS || (typeof status !== 'number' && Number(status) === SWITCHING_PROTOCOLS);
}
