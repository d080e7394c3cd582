/**
 * Loaded into a serving process by `--import`: from then on SIGUSR2 rejects a promise that nobody looks at, as a mistake
 * of ours would. Where the environment reaches npm or a command as well, those stay as they are.
 */
const isServer = process.argv[1]?.endsWith('server/cli.ts') && process.argv[2] === 'serve';

process.on('SIGUSR2', () => {
  if (isServer) void Promise.reject(new Error('a mistake in the background'));
});
if (isServer) process.stdout.write(`${JSON.stringify({ rejectsOnSignal: process.pid })}\n`);
