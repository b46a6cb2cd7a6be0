import type { IncomingMessage } from 'node:http';
import type { HeaderDecision, RequestDescriptor } from '@cors-policy/core';
import type { ConfigUnderTest, CorsSetup } from '../fixture/server-setup.js';
import type { WireHeader } from '../wire/wire-message.js';

/** What a front does with a response once it has done everything right. */
export interface Outgoing {
  readonly status: number;
  readonly reason: string;
  readonly lines: readonly WireHeader[];
}

/** What is known when a response is tampered with. */
export interface Circumstances {
  readonly request: IncomingMessage;
  /** The response as the application sent it; `undefined` where the front answers itself. */
  readonly original: Outgoing | undefined;
  readonly decision: HeaderDecision | undefined;
}

/** How a mutant goes wrong: each field takes the place of, or is put behind, one step that the reference does right. */
export interface Tampering {
  readonly describe?: (right: RequestDescriptor, request: IncomingMessage) => RequestDescriptor;
  /** The policy by which a request is judged; `undefined` is as it should be. */
  readonly config?: (right: ConfigUnderTest | undefined, setup: CorsSetup) => ConfigUnderTest | undefined;
  readonly decision?: (right: HeaderDecision, request: IncomingMessage, setup: CorsSetup) => HeaderDecision;
  readonly outgoing?: (right: Outgoing, circumstances: Circumstances) => Outgoing;
  readonly body?: (right: Buffer, circumstances: Circumstances) => Buffer;
  /** Registrations in the order in which they are asked. */
  readonly registrations?: (right: readonly CorsSetup[], request: IncomingMessage) => readonly CorsSetup[];
  /** An inner registration that is out of scope takes the outer one's decision away. */
  readonly outOfScopeWins?: boolean;
  /** Whether allow is asked. */
  readonly asks?: (right: boolean) => boolean;
  /** What an answer of allow counts as; `thrown` holds what it threw. */
  readonly granted?: (right: boolean | 'failed') => boolean | 'failed';
  /** How often onDecision is called. */
  readonly reports?: (decision: HeaderDecision) => number;
  /** The decision and the error that onDecision is told. */
  readonly reported?: (decision: HeaderDecision, error: unknown) => readonly [HeaderDecision, unknown];
  /** A failure of onDecision is passed on. */
  readonly hookBreaks?: boolean;
  /** The application sees requests that were answered by the front, too. */
  readonly forwardsAnswered?: boolean;
  /** How often the application sees each request. */
  readonly forwards?: number;
  /** What becomes of a policy function that fails: `undefined` is no CORS. */
  readonly policyFailure?: 'no CORS';
  /** The body is held back until it is whole. */
  readonly buffers?: boolean;
  /** The first bytes of an answer to an upgrade. */
  readonly upgraded?: (bytes: Buffer) => Buffer;
  /** Written to requests that the parser refuses. */
  readonly parserAnswer?: string;
  /** Requests without a Host field are served. */
  readonly acceptsNoHost?: boolean;
  /** A client that hangs up stops the server from answering. */
  readonly sulks?: boolean;
  readonly construct?: (policy: unknown) => unknown;
}
