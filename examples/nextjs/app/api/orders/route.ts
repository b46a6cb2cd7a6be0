/**
 * A route handler of Next.js: `withCors` around each method.
 *
 * `OPTIONS` has to be exported too. Without it Next.js answers preflights itself, without the policy.
 */
import { withCors } from '@cors-policy/fetch';
import { policy } from '../policy';

export const GET = withCors(policy, () => Response.json(['tea', 'milk'], { headers: { 'x-total-count': '2' } }));

export const POST = withCors(policy, async (request) => Response.json(await request.json(), { status: 201 }));

export const OPTIONS = withCors(policy, () => new Response(null, { status: 204, headers: { allow: 'GET, POST' } }));
