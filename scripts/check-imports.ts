/**
 * Checks that imports run one way (`import-rules.ts`), without a cycle by file or by folder, and that no published
 * package imports what it does not declare. Tests are left out: they may look into any room.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import ts from 'typescript';
import { bundledImports, coreRooms, outsideImports, type Room } from './import-rules.js';
import { filesBelow, type Manifest, workspacePackages } from './project.js';

/** One package's sources: for each file (without its extension) the files and the modules that it imports. */
type Sources = ReadonlyMap<string, { readonly inside: readonly string[]; readonly outside: readonly string[] }>;

function readSources(folder: string): Sources {
  const src = join(folder, 'src');
  const isSource = (path: string): boolean => path.endsWith('.ts') && !/\.(test|test-d|property\.test)\.ts$/.test(path);
  return new Map(
    filesBelow(src, isSource).map((path) => {
      const imported = ts
        .preProcessFile(readFileSync(join(src, path), 'utf8'))
        .importedFiles.map(({ fileName }) => fileName);
      const inside = imported.filter((name) => name.startsWith('.'));
      return [
        path.replace(/\.ts$/, ''),
        {
          inside: inside.map((name) => posix.join(dirname(path), name).replace(/\.(js|ts|json)$/, '')),
          outside: imported.filter((name) => !name.startsWith('.')),
        },
      ];
    }),
  );
}

function roomOf(file: string): Room | undefined {
  return coreRooms.find(({ holds }) =>
    holds.some((place) => (place.endsWith('/') ? file.startsWith(place) : file === place)),
  );
}

/** Where a core file imports from its own floor's other rooms, or from above. */
function wrongWay(sources: Sources): readonly string[] {
  return [...sources].flatMap(([file, { inside }]) => {
    const room = roomOf(file);
    if (room === undefined) return [`core/src/${file}.ts stands in no room: give it one in scripts/import-rules.ts`];
    return inside.flatMap((target) => {
      const other = roomOf(target);
      if (other === undefined || other === room || other.floor < room.floor) return [];
      // The words of floor 0 are one vocabulary, kept in two places.
      if (other.floor === 0 && room.floor === 0) return [];
      return [`core/src/${file}.ts (${room.name}) imports ${target}.ts (${other.name}), which is not below it`];
    });
  });
}

/** The first cycle of a graph, as the names on it, or `undefined`. */
function firstCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, trail: readonly string[]): readonly string[] | undefined => {
    if (trail.includes(node)) return [...trail.slice(trail.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const cycle = visit(next, [...trail, node]);
      if (cycle !== undefined) return cycle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const cycle = visit(node, []);
    if (cycle !== undefined) return cycle;
  }
  return undefined;
}

function cycles(label: string, sources: Sources): readonly string[] {
  const byFile = new Map([...sources].map(([file, { inside }]) => [file, inside]));
  // A file that lies in no folder is a folder of its own.
  const folderOf = (file: string): string => (file.includes('/') ? dirname(file) : file);
  const byFolder = new Map<string, string[]>();
  for (const [file, inside] of byFile) {
    const targets = inside.map(folderOf).filter((folder) => folder !== folderOf(file));
    byFolder.set(folderOf(file), [...(byFolder.get(folderOf(file)) ?? []), ...targets]);
  }
  return Object.entries({ files: byFile, folders: byFolder }).flatMap(([kind, graph]) => {
    const cycle = firstCycle(graph);
    return cycle === undefined ? [] : [`${label}: the ${kind} ${cycle.join(' -> ')} import each other in a circle`];
  });
}

function undeclared(manifest: Manifest, sources: Sources): readonly string[] {
  const allowed = outsideImports[manifest.name];
  if (allowed === undefined) return [`${manifest.name}: say in scripts/import-rules.ts what it may import`];
  const bundled = bundledImports[manifest.name] ?? [];
  const declared = [...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }), ...bundled];
  const isDeclared = (name: string): boolean =>
    name.startsWith('node:') || declared.some((dependency) => name === dependency || name.startsWith(`${dependency}/`));
  return [...sources].flatMap(([file, { inside, outside }]) => [
    ...outside
      .filter((name) => !allowed.some((pattern) => pattern.test(name)) || !isDeclared(name))
      .map(
        (name) => `${manifest.name}: src/${file}.ts imports ${name}, which the package may not, or does not declare`,
      ),
    ...inside
      .filter((target) => target.startsWith('..'))
      .map((target) => `${manifest.name}: src/${file}.ts imports ${target}, which lies outside its sources`),
  ]);
}

const problems = workspacePackages().flatMap(({ folder, manifest }) => {
  const sources = readSources(folder);
  return [
    ...cycles(manifest.name, sources),
    ...(manifest.name === '@cors-policy/core' ? wrongWay(sources) : []),
    ...(manifest.private === true ? [] : undeclared(manifest, sources)),
  ];
});

for (const problem of problems) console.error(problem);
console.log(problems.length === 0 ? 'imports: one way, no cycle' : `imports: ${problems.length} problems`);
process.exitCode = problems.length === 0 ? 0 : 1;
