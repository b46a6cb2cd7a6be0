import type { FastifyInstance } from 'fastify';

/**
 * A context and those around it, innermost first: the last one is the application itself.
 *
 * A context of Fastify has the one around it for its prototype.
 *
 * @see https://fastify.dev/docs/latest/Guides/Plugins-Guide/#how-to-handle-encapsulation-and-distribution
 */
export function lineageOf(context: FastifyInstance): readonly FastifyInstance[] {
  const lineage: FastifyInstance[] = [];
  for (let one: unknown = context; isContext(one); one = Object.getPrototypeOf(one)) lineage.push(one);
  return lineage;
}

function isContext(value: unknown): value is FastifyInstance {
  return typeof value === 'object' && value !== null && 'addHook' in value;
}
