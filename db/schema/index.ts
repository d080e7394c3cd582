/** The whole schema: one definition, built for the engine in use. */
export * from './account.ts';
export * from './brands.ts';
export * from './care.ts';
export * from './estimates.ts';
export * from './jobs.ts';
export * from './loyalty.ts';
export * from './orders.ts';
export * from './polls.ts';
export * from './push.ts';
export * from './shipments.ts';
export * from './subscriptions.ts';
