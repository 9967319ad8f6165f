/** A jest reporter: names every test that this machine could not run. The reason is in its title. */
export default class ListSkipped {
  #isWholeRun;

  constructor({ testNamePattern }) {
    this.#isWholeRun = !testNamePattern;
  }

  onRunComplete(_contexts, { testResults }) {
    if (!this.#isWholeRun) return; // those that a pattern leaves out are not missing
    const tests = testResults.flatMap((file) => file.testResults);
    for (const { fullName } of tests.filter(({ status }) => status === 'pending')) {
      process.stderr.write(`skipped: ${fullName}\n`);
    }
  }
}
