import { extname, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readText } from '../policy-file/read-file.js';
import { UsageError } from '../report.js';

/**
 * The options that a file holds: a JSON file as it is; of a JavaScript module, which is run, what it exports by default,
 * or its only export.
 */
export async function readOptions(file: string): Promise<unknown> {
  if (file === '-' || extname(file) === '.json') return parsed(file, await readText(file));
  await readText(file);
  let exported: Readonly<Record<string, unknown>>;
  try {
    // A module's namespace is an object.
    exported = (await import(pathToFileURL(resolve(file)).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    throw new UsageError(`cannot import ${file}: ${error instanceof Error ? error.message : String(error)}`);
  }
  if ('default' in exported) return exported.default;
  const [only, ...others] = Object.values(exported);
  if (only === undefined || others.length > 0)
    throw new UsageError(
      `${file} has to export the options by default, and exports ${Object.keys(exported).join(', ') || 'nothing'}`,
    );
  return only;
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is no JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
