/**
 * Says what a form lacks beside the field, in the words of the page: the browser's own bubbles speak the language of the
 * browser. These forms are `novalidate`, so that without a script the server says it.
 */

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const isField = (element: EventTarget | null): element is Field =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement;
const isChoice = ({ type }: Field): boolean => type === 'radio' || type === 'checkbox';
const idOf = ({ id, name }: Field): string => `${id || name}-fault`;

/** What describes a field beside the words with that id. */
const describersOf = (field: Element, id: string): readonly string[] =>
  (field.getAttribute('aria-describedby') ?? '').split(' ').filter((one) => one !== '' && one !== id);

/** Before anybody else hears of it: a form that lacks something is not sent, and nobody takes it for sent. */
export function watchFields(): void {
  document.addEventListener('submit', keepBack, { capture: true });
  document.addEventListener('input', ({ target }) => {
    if (isField(target)) forget(target);
  });
}

function keepBack(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.noValidate) return;
  const faulty = [...form.elements].filter(isField).filter((field) => field.willValidate && !field.validity.valid);
  const [first] = faulty;
  if (!first) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  for (const field of faulty) say(field);
  first.focus();
}

/** Of the radio buttons of one question, once. */
function say(field: Field): void {
  const { missing = '', unfit = '' } = { ...document.body.dataset, ...field.dataset };
  const id = idOf(field);
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', [id, ...describersOf(field, id)].join(' '));
  let words = document.getElementById(id);
  if (!words) {
    words = document.createElement('p');
    words.className = 'field-fault';
    words.id = id;
    const group = field.closest('fieldset');
    if (isChoice(field) && group) group.append(words);
    else ((isChoice(field) && field.closest('label')) || field).after(words);
  }
  words.textContent = field.validity.valueMissing ? missing : unfit;
}

function forget(field: Field): void {
  const id = idOf(field);
  if (!document.getElementById(id)) return;
  document.getElementById(id)?.remove();
  for (const one of document.querySelectorAll(`[aria-describedby~="${CSS.escape(id)}"]`)) {
    one.removeAttribute('aria-invalid');
    const others = describersOf(one, id);
    if (others.length > 0) one.setAttribute('aria-describedby', others.join(' '));
    else one.removeAttribute('aria-describedby');
  }
}
