/** Prints the bundle sizes, and fails where one exceeds its budget. */
import { bundleSizes, sizesTable } from './families/bundle.js';
import { tableText } from './report/text.js';

const sizes = await bundleSizes();
console.log(tableText(sizesTable(sizes)));
const over = sizes.filter(({ gzipped, budget }) => budget !== undefined && gzipped > budget);
for (const { name, gzipped, budget } of over) console.error(`budgets: ${name}: ${gzipped} bytes, of ${budget}`);
process.exitCode = over.length === 0 ? 0 : 1;
