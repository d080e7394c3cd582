import { instant, integer, json, table, text, uniqueIndex } from '../columns.ts';

/** What a brand has learned about its delivery times: one row a brand, written anew each night under a new id. */
export const estimateModels = table(
  'estimate_models',
  {
    id: text().primaryKey(),
    brandId: text().notNull(),
    trainedAt: instant().notNull(),
    /** How many delivered parcels it was learned from. */
    rows: integer().notNull(),
    /** Null while there are too few. Read by `shipments/estimate` alone. */
    model: json<unknown>(),
  },
  (t) => [uniqueIndex('estimate_models_brand').on(t.brandId)],
);
