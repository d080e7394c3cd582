/**
 * Astro renders the pages; Hono stands in front of it and owns everything that is not a page. The Content-Security-Policy
 * is Astro's, because only Astro knows the hashes of what it inlines.
 */
import { createHash } from 'node:crypto';
import node from '@astrojs/node';
import solid from '@astrojs/solid-js';
import { defineConfig, passthroughImageService } from 'astro/config';
import { generateHydrationScript } from 'solid-js/web';
import { bearBrokenPassages } from './site/lib/app/passages.ts';
import { completeMessages } from './site/messages/completeness.ts';

const hashOf = (body) => `sha256-${createHash('sha256').update(body).digest('base64')}`;

/** Astro does not hash the script that Solid's renderer puts before the first island; without it no island wakes. */
function hashOfSolidHydration() {
  const body = generateHydrationScript()
    .replace(/^<script[^>]*>/, '')
    .replace(/<\/script>.*$/s, '');
  return hashOf(body);
}

export default defineConfig({
  srcDir: './site',
  output: 'server',
  session: false,
  trailingSlash: 'ignore',
  adapter: node({ mode: 'middleware' }),
  integrations: [solid(), completeMessages()],
  devToolbar: { enabled: false },
  markdown: { syntaxHighlight: false },
  image: { service: passthroughImageService() },
  build: { inlineStylesheets: 'never' },
  security: {
    // Hono checks origins: it alone knows the public URL behind a proxy.
    checkOrigin: false,
    csp: {
      algorithm: 'SHA-256',
      directives: [
        "default-src 'self'",
        "base-uri 'none'",
        "connect-src 'self'",
        "font-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "img-src 'self'",
        "object-src 'none'",
      ],
      styleDirective: { resources: ["'self'"] },
      scriptDirective: { resources: ["'self'"], hashes: [hashOfSolidHydration(), hashOf(bearBrokenPassages)] },
    },
  },
});
