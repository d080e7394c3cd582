/** Buttons that copy a code. They are not there until they can do so: the code itself can be marked by hand. */
const shownMs = 2_000;

const offer = (button: HTMLButtonElement): void => {
  const label = button.querySelector('span') ?? button;
  const words = label.textContent ?? '';
  let back: ReturnType<typeof setTimeout> | undefined;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy ?? '');
    label.textContent = button.dataset.copied ?? words;
    clearTimeout(back);
    back = setTimeout(() => {
      label.textContent = words;
    }, shownMs);
  });
};

// Only where the page is served securely.
if ('clipboard' in navigator)
  for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) offer(button);
