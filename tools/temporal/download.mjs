// Usage: node download.mjs <folder> <version>. Leaves the Temporal command line in the folder, by the SDK's own means.
// A process of its own, because the SDK offers no time-out: whoever started it may end it.
const [folder, version] = process.argv.slice(2);
try {
  const { TestWorkflowEnvironment } = await import('@temporalio/testing');
  const environment = await TestWorkflowEnvironment.createLocal({
    server: { executable: { type: 'cached-download', downloadDir: folder, version } },
  });
  await environment.teardown();
  process.exit(0);
} catch (error) {
  // The SDK strings all causes together, each with the whole address; only the innermost ones say what happened.
  process.stderr.write(
    String(error?.message ?? error)
      .split(': ')
      .slice(-3)
      .join(': '),
  );
  process.exit(1);
}
