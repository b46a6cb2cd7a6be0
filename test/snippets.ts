import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { filesBelow, root, workspacePackages } from '../scripts/project.js';

/** A fenced block of code in a page or in a docstring. */
export interface Snippet {
  /** Where it stands: `README.md:12`. */
  readonly place: string;
  readonly language: string;
  readonly code: string;
  /** The folder from which its imports are resolved: that of its package, or the root. */
  readonly home: string;
}

/** Every fenced block of the project's pages and of its docstrings. */
export function allSnippets(): readonly Snippet[] {
  return [...['.', 'docs', 'decisions'].flatMap(snippetsOfPages), ...workspacePackages().flatMap(snippetsOfPackage)];
}

function snippetsOfPages(folder: string): readonly Snippet[] {
  const pages = readdirSync(join(root, folder)).filter((name) => name.endsWith('.md'));
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, folder, page), 'utf8');
    return fencedBlocks(join(folder, page), text, root);
  });
}

function snippetsOfPackage({ folder }: { readonly folder: string }): readonly Snippet[] {
  const readme = readdirSync(folder).filter((name) => name === 'README.md');
  const sources = filesBelow(join(folder, 'src'), (path) => /(?<!\.(test|test-d|property\.test))\.ts$/.test(path));
  return [...readme, ...sources.map((path) => join('src', path))].flatMap((path) => {
    const text = readFileSync(join(folder, path), 'utf8');
    // A docstring, without the stars in front of its lines.
    const plain = path.endsWith('.ts') ? text.replace(/^ *\* ?/gm, '') : text;
    return fencedBlocks(relative(root, join(folder, path)), plain, folder);
  });
}

function fencedBlocks(path: string, text: string, home: string): readonly Snippet[] {
  return [...text.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(({ 1: language = '', 2: code = '', index }) => ({
    place: `${path}:${text.slice(0, index).split('\n').length}`,
    language,
    code,
    home,
  }));
}
