/** Makes the site's build fail while a catalogue lacks a message, so that a gap can never be deployed. */
import type { AstroIntegration } from 'astro';
import { catalogueFaults } from './index.ts';

/** For `integrations` in astro.config.mjs. */
export function completeMessages(find: () => readonly string[] = catalogueFaults): AstroIntegration {
  return {
    name: 'doorstep:complete-messages',
    hooks: {
      'astro:build:start'() {
        const faults = find();
        if (faults.length > 0) throw new Error(`The messages are not complete:\n  ${faults.join('\n  ')}`);
      },
    },
  };
}
