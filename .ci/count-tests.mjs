// Prints "<passed> <not passed>" of a vitest report. A file that could not be loaded, and a skipped test, count as not
// passed: whatever the gate does not run, it does not vouch for.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
const notPassed = report.numTotalTests - report.numPassedTests + unloaded.length;
if (report.numTotalTests + unloaded.length === 0) throw new Error('the report holds no test');
console.log(`${report.numPassedTests} ${notPassed}`);
