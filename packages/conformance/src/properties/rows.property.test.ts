import { type DecisionRow, decisionTable, evaluate, type HeaderDecision, type PolicyConfig } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { questionsFor } from '../arbitraries/policy-pool.js';
import { factsOf, rowConditions, varyOfRow } from './row-conditions.js';
import { holds } from './runs.js';
import { expectSame } from './same.js';

function fits(row: DecisionRow, { kind, verdict, reason }: HeaderDecision): boolean {
  return row.kind === kind && row.verdict === verdict && row.reason === reason;
}

function statusOf({ status }: DecisionRow, rule: PolicyConfig | undefined): number | undefined {
  if (status === 'preflightStatus') return rule?.preflightStatus ?? 204;
  if (status === '403-if-reject') return rule?.disallowed === 'reject' ? 403 : undefined;
  return status;
}

describe('the decision table', () => {
  it('rows-are-told-apart: the conditions are for the rows of the table, each for one', () => {
    expect(decisionTable.map(({ id }) => id).sort()).toEqual(Object.keys(rowConditions).sort());
  });

  it('rows-exhaustive-and-exclusive: for each request the condition of exactly one row holds, and that row answers', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        for (const request of requests) {
          const facts = factsOf(config, request);
          const decision = evaluate(policy, request);
          const holding = decisionTable.filter(({ id }) => rowConditions[id]?.(facts));
          const answering = decisionTable.filter((row) => fits(row, decision));
          const about = { config, request, decision };
          expectSame(
            holding.map(({ id }) => id),
            answering.map(({ id }) => id),
            about,
          );
          expectSame(answering.length, 1, about);
        }
      }),
    ));

  it('rows-say-all: status, header names and vary of a decision are those of its row', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        for (const request of requests) {
          const decision = evaluate(policy, request);
          const row = decisionTable.find((row) => fits(row, decision));
          const rule = decision.rule === undefined ? undefined : [config].flat()[decision.rule];
          const about = { config, request, decision };
          expectSame(decision.status, row && statusOf(row, rule), about);
          const names = decision.headers.map(([name]) => name);
          // In the table's order, some perhaps left out.
          expectSame(
            names,
            row?.headers.filter((name) => names.includes(name)),
            about,
          );
          expectSame(decision.vary, row && varyOfRow(row.vary, factsOf(config, request), request), about);
        }
      }),
    ));
});
