/** Types of what Hono hands to every page. */
/// <reference types="astro/client" />

declare namespace App {
  interface Locals extends Readonly<import('../server/portal.ts').PageLocals> {}
}
