import { decisionTable, defaultAllowedHeaders, defaultMethods, definePolicy, evaluate } from '@cors-policy/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { regexGrant } from '../arbitraries/origin-grant.js';
import { questionsFor } from '../arbitraries/policy-pool.js';
import { requestPlan } from '../arbitraries/request.js';
import { scenario } from '../arbitraries/scenario.js';
import { COSTLY_RUNS, holds } from './runs.js';
import { expectSame } from './same.js';

/** Tries to change an object and everything below it in every way that the language has, and takes no for an answer. */
function vandalize(value: unknown): void {
  const limit = Error.stackTraceLimit;
  // Every frozen object refuses by an exception, whose stack nobody looks at.
  Error.stackTraceLimit = 0;
  damage(value);
  Error.stackTraceLimit = limit;
}

function damage(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  // What stands behind a symbol is nobody's business: a policy keeps its compiled form there.
  for (const key of Object.getOwnPropertyNames(value)) {
    damage(Reflect.get(value, key));
    // As sloppy code is refused, without a word.
    Reflect.set(value, key, key === 'length' ? 0 : 'changed');
    Reflect.defineProperty(value, key, { enumerable: false, configurable: true });
    Reflect.deleteProperty(value, key);
  }
  Reflect.setPrototypeOf(value, { origins: '*', verdict: 'allowed' });
  try {
    if (Array.isArray(value)) value.push('*');
    else Object.assign(value, { origins: '*', verdict: 'allowed', added: true });
  } catch {
    // As strict code is.
  }
}

/** Makes something else of a config: every list is for everybody, every field is gone. */
function overwrite(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    overwrite(Reflect.get(value, key));
    Reflect.set(value, key, '*');
  }
  if (value instanceof RegExp) value.lastIndex = 3;
}

describe('nothing that leaves or enters the engine can be used to change it', () => {
  it('constants-are-immutable: the decision table and the default lists are what they are', () => {
    const constants = [decisionTable, defaultMethods, defaultAllowedHeaders];
    const copies = structuredClone(constants);
    for (const constant of constants) vandalize(constant);
    expect(constants).toEqual(copies);
  });

  it('decisions-are-immutable: whoever tries to change a decision changes no later one', () =>
    holds(
      fc.property(questionsFor(), ({ policy, config, requests }) => {
        const before = requests.map((request) => evaluate(policy, request));
        const copies = structuredClone(before);
        for (const decision of before) vandalize(decision);
        const after = requests.map((request) => evaluate(policy, request));
        expectSame([before, after], [copies, copies], { config, requests });
      }),
    ));

  it('policies-are-immutable: nor does who tries it on the config that it was made of, on the policy or on its JSON', () =>
    holds(
      fc.property(scenario, ({ config, requests }) => {
        const written = structuredClone(config);
        const policy = definePolicy(written);
        const before = structuredClone(requests.map((request) => evaluate(policy, request)));
        const json = JSON.stringify(policy);
        overwrite(written);
        for (const value of [policy, policy.toJSON()]) vandalize(value);
        const after = requests.map((request) => evaluate(policy, request));
        expectSame([after, JSON.stringify(policy)], [before, json], { json, requests });
      }),
      COSTLY_RUNS,
    ));

  it('regexes-keep-no-state: a regex gives one origin one answer, however often and in which order it is asked', () =>
    holds(
      fc.property(
        fc.array(regexGrant, { minLength: 1, maxLength: 2 }),
        fc.array(requestPlan, { minLength: 1, maxLength: 4 }),
        (grants, plans) => {
          const policy = definePolicy({ origins: grants.map(({ pattern }) => pattern) });
          const subjects = { origins: grants.map(({ member }) => member), paths: ['/'] };
          const requests = plans.map((plan) => plan(subjects));
          const answers = requests.map((request) => evaluate(policy, request));
          for (const [index, request] of [...requests, ...requests].entries())
            expectSame(evaluate(policy, request), answers[index % requests.length], { subjects, request });
        },
      ),
      COSTLY_RUNS,
    ));
});
