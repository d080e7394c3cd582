/**
 * Pages pass into each other where the browser can show it. A passage that is broken off, by a second tap or because the
 * next page was slow, is nothing that anybody has to hear of; browsers report it as an error of a page that could not
 * have caught it. So this stands in the head, as text, before everything else; its hash is in the policy.
 * https://drafts.csswg.org/css-view-transitions-2/
 */
export const bearBrokenPassages = `addEventListener('unhandledrejection',e=>{e.reason instanceof DOMException&&/transition/i.test(e.reason.message)&&e.preventDefault()})`;
