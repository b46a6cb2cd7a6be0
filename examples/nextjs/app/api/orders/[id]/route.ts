/**
 * With parameters, and with errors: what a handler throws would be answered by Next.js, without the headers, so
 * `onError` answers in its place.
 */
import { withCors } from '@cors-policy/fetch';
import { policy } from '../../policy';

interface Context {
  readonly params: Promise<{ readonly id: string }>;
}

const onError = (error: unknown): Response => {
  console.error(error);
  return Response.json({ error: 'something went wrong' }, { status: 500 });
};

export const PUT = withCors(
  policy,
  async (_request, { params }: Context) => {
    const { id } = await params;
    if (id === 'report') throw new Error('there is no report yet');
    return Response.json({ id });
  },
  { onError },
);

export const OPTIONS = withCors(policy, () => new Response(null, { status: 204, headers: { allow: 'PUT' } }));
