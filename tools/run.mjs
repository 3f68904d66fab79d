// Runs the product that lies built in dist/, and prepares nothing: for containers, where the image was prepared.
const { main } = await import('../dist/src/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
