import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { acceptedConfigs, refusedConfigs } from '../../testing/config-cases.js';

const schema: unknown = JSON.parse(readFileSync(new URL('../../policy.schema.json', import.meta.url), 'utf8'));
const ajv = new Ajv({ strict: true, strictTypes: true, allowUnionTypes: false });
// Parsed JSON, whose shape the meta-schema checks as it compiles.
const validate = ajv.compile(schema as object);

/** A config as a JSON file holds it. */
const asJson = (config: unknown): unknown =>
  JSON.parse(
    JSON.stringify(config, (_, value: unknown) =>
      value instanceof RegExp ? { regex: value.source, flags: value.flags } : value,
    ),
  );

describe('policy.schema.json', () => {
  it.each(acceptedConfigs)('accepts $name', ({ config }) => {
    expect(validate(asJson(config)), ajv.errorsText(validate.errors)).toBe(true);
  });

  it.each(refusedConfigs.filter(({ beyondSchema }) => beyondSchema === undefined))('refuses $name', ({ config }) => {
    expect(validate(asJson(config))).toBe(false);
  });

  it.each(refusedConfigs.filter(({ beyondSchema }) => beyondSchema !== undefined))(
    'leaves $name to definePolicy: $beyondSchema',
    ({ config }) => {
      expect(validate(asJson(config)), 'the schema refuses it by now').toBe(true);
    },
  );
});
