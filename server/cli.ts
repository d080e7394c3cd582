/** `doorstep COMMAND`: what an operator does by hand. Each command prints one JSON line; a fault prints why and ends with 1. */
import { parseArgs } from 'node:util';
import { commands } from './commands.ts';
import { ConfigFault, readConfig } from './config.ts';
import { Fault } from './faults.ts';

/** The commands that begin with that word, or all where none does. */
const relatedTo = (word: string | undefined): typeof commands => {
  const related = commands.filter(({ name }) => name.split(' ')[0] === word);
  return related.length > 0 ? related : commands;
};

const usage = (of = commands): string =>
  [
    'doorstep COMMAND',
    ...of.map(({ name, options, about }) => {
      const words = Object.entries(options).map(([option, need]) =>
        need === 'required' ? `--${option} …` : need === 'flag' ? `[--${option}]` : `[--${option} …]`,
      );
      return `  ${[name, ...words].join(' ')}\n      ${about}`;
    }),
  ].join('\n');

const main = async (words: readonly string[]): Promise<void> => {
  if (words[0] === 'help' || words.includes('--help')) {
    console.log(usage(relatedTo(words.find((word) => word !== 'help' && word !== '--help'))));
    return;
  }
  const command = commands.find(({ name }) => {
    const parts = name.split(' ');
    return parts.every((part, at) => words[at] === part);
  });
  if (!command) {
    const related = relatedTo(words[0]);
    if (words.length === 0 || related !== commands) throw new Fault('invalid', usage(related));
    throw new Fault('invalid', `unknown command: ${words.join(' ')}\n\`doorstep help\` lists them.`);
  }
  const { values } = parseArgs({
    args: words.slice(command.name.split(' ').length),
    options: Object.fromEntries(
      Object.entries(command.options).map(([option, need]) => [
        option,
        { type: need === 'flag' ? 'boolean' : 'string' },
      ]),
    ) as Record<string, { type: 'string' | 'boolean' }>,
    strict: true,
  });
  const missing = Object.entries(command.options).filter(([option, need]) => need === 'required' && !values[option]);
  if (missing.length > 0)
    throw new Fault('invalid', `${command.name} needs ${missing.map(([option]) => `--${option}`).join(', ')}`);
  const text = (option: string): string | undefined => {
    const value = values[option];
    return typeof value === 'string' ? value : undefined;
  };
  const needed = (option: string): string => {
    const value = text(option);
    if (value === undefined) throw new Fault('invalid', `${command.name} needs --${option}`);
    return value;
  };
  const answer = await command.run({ text, needed, flag: (option) => values[option] === true }, readConfig());
  if (answer !== null) console.log(typeof answer === 'string' ? answer : JSON.stringify(answer));
};

try {
  await main(process.argv.slice(2));
} catch (error) {
  const expected =
    error instanceof Fault || error instanceof ConfigFault || (error instanceof Error && 'code' in error);
  console.error(expected && error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
