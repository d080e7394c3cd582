/** The fields of a form that was sent to the desk. */
import type { HttpContext } from '../http/context.ts';

/** @returns reads one field; empty where it is absent or a file */
export const readForm = async (c: HttpContext): Promise<(name: string) => string> => {
  const form = await c.req.formData();
  return (name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
};
