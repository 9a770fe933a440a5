// Comfort on the desk: drafts, keys, notices. Everything works without this file.
'use strict';

const words = document.querySelector('[data-words]')?.dataset ?? {};

for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
}
document.querySelector('.govuk-error-summary')?.focus();

for (const input of document.querySelectorAll('input[type=file][data-bytes]')) {
    input.addEventListener('change', () => {
        const files = [...input.files];
        const many = files.length > Number(input.dataset.files);
        const big = files.some((file) => file.size > Number(input.dataset.bytes));
        input.setCustomValidity(many ? input.dataset.many : big ? input.dataset.big : '');
        input.reportValidity();
    });
}

// What is wrong is said by the page that answers, in its own words; only what cannot arrive does not
// travel: files that are too large, and half a day, which would be sent as none.
function arrives(input) {
    if (input.type === 'date') {
        input.setCustomValidity(input.validity.badInput ? input.dataset.half : '');
    }
    return input.reportValidity();
}

for (const form of document.querySelectorAll('form[method=post]')) {
    form.noValidate = true;
    form.addEventListener('submit', (event) => {
        const inputs = [...form.querySelectorAll('input[type=file], input[type=date]')];
        if (event.submitter?.formNoValidate || inputs.every(arrives)) return;
        event.preventDefault();
        event.stopImmediatePropagation();
    });
}

// Among the views without a count, the one that is open.
for (const link of document.querySelectorAll('.rooms a:not([aria-current])')) {
    if (link.href === location.origin + location.pathname + location.search) {
        link.setAttribute('aria-current', 'page');
    }
}

// -- drafts: kept on the server every few seconds while somebody writes --

const draftPause = 3000;

// `textOf` gives what is to be kept of the form.
function keepDraft(form, address, textOf) {
    const saved = form.querySelector('[data-saved]');
    let timer = 0;
    let kept = textOf();
    let sending = false;

    function body(text) {
        return new URLSearchParams({
            form_token: form.elements.form_token.value,
            version: form.elements.version?.value ?? '',
            text,
        });
    }
    async function save() {
        timer = 0;
        const text = textOf();
        if (text === kept || sending) return;
        try {
            const answer = await fetch(address, { method: 'POST', body: body(text) });
            if (!answer.ok) throw new Error(String(answer.status));
            kept = text;
            const time = new Date().toLocaleTimeString(document.documentElement.lang,
                { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
            saved.textContent = `${words.savedWords} ${time}`;
        } catch {
            saved.textContent = words.unsavedWords;
            timer ||= setTimeout(save, draftPause * 3);
        }
        if (textOf() !== kept) timer ||= setTimeout(save, draftPause);
    }
    form.addEventListener('input', () => { timer ||= setTimeout(save, draftPause); });
    form.addEventListener('submit', (event) => {
        if (sending) event.preventDefault();
        sending = true;
        clearTimeout(timer);
    });
    window.addEventListener('pagehide', () => {
        if (!sending && textOf() !== kept) navigator.sendBeacon(address, body(textOf()));
    });
    window.addEventListener('beforeunload', (event) => {
        if (!sending && textOf() !== kept) event.preventDefault();
    });
}

// A whole form as a browser writes it, without its token and its files.
function wholeForm(form) {
    const fields = [...new FormData(form)].filter(([name, value]) =>
        typeof value === 'string' && value !== '' && name !== 'form_token');
    return new URLSearchParams(fields).toString();
}

for (const form of document.querySelectorAll('form[data-draft]')) {
    keepDraft(form, form.dataset.draft, () => form.querySelector('textarea').value);
}
for (const form of document.querySelectorAll('form[data-draft-form]')) {
    keepDraft(form, form.dataset.draftForm, () => wholeForm(form));
}

// A snippet is put where the cursor stands; nothing that was written is replaced.
for (const button of document.querySelectorAll('button[data-insert]')) {
    button.addEventListener('click', (event) => {
        const area = button.form.elements[button.value];
        const select = button.form.elements[`${button.value}-snippet`];
        const { text } = select.selectedOptions[0].dataset;
        const at = area.selectionStart;
        event.preventDefault();
        area.focus();
        if (!text) return;
        area.setRangeText(at > 0 && area.value[at - 1] !== '\n' ? `\n${text}` : text, at, at, 'end');
        area.dispatchEvent(new Event('input', { bubbles: true }));
        select.value = '';
    });
}

// A passage that is selected is enclosed in the brackets that mark it; selected again with them, it
// is set free.
for (const tool of document.querySelectorAll('[data-enclose]')) {
    const area = document.getElementById(tool.dataset.enclose);
    const { open, close } = tool.dataset;
    tool.hidden = false;
    tool.querySelector('button').addEventListener('click', () => {
        const { selectionStart: from, selectionEnd: until, value } = area;
        const chosen = value.slice(from, until).replaceAll(open, '').replaceAll(close, '');
        const free = value.slice(from, until) !== chosen;
        area.focus();
        if (from === until) return;
        area.setRangeText(free ? chosen : open + chosen + close, from, until, 'select');
    });
}

// -- who else has the complaint open, and whether somebody changed it --

const presencePause = 15000;

async function lookAround() {
    if (document.hidden) return;
    const answer = await fetch(words.presence, { headers: { accept: 'application/json' } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { readers, version } = await answer.json();
    const place = document.querySelector('[data-readers]');
    place.replaceChildren(...readers.map((name) => {
        const label = document.createElement('span');
        label.className = 'label';
        label.textContent = `${name} ${words.readingWords}`;
        return label;
    }));
    document.querySelector('[data-changed]').hidden = String(version) === words.version;
}

// A page that cannot be asked is not asked again.
if (words.presence) {
    const timer = setInterval(() => {
        lookAround().catch(() => clearInterval(timer));
    }, presencePause);
}

// -- cards of the panel remember whether they are folded --

for (const card of document.querySelectorAll('[data-fold]')) {
    const name = `fold-${card.dataset.fold}`;
    const before = localStorage.getItem(name);
    if (before) card.open = before === 'open';
    card.addEventListener('toggle', () => localStorage.setItem(name, card.open ? 'open' : 'shut'));
}

// -- why a date: the sum from the case's page opens beside the date --

async function whyOf(link) {
    const open = link.parentElement.querySelector('.why-sum');
    if (open) {
        open.remove();
        link.setAttribute('aria-expanded', 'false');
        return;
    }
    const answer = await fetch(link.href, { credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const sum = answer.ok && page.querySelector(`${new URL(link.href).hash || '#next'} .why-sum`);
    if (!sum) throw new Error('no sum');
    link.parentElement.append(document.importNode(sum, true));
    link.setAttribute('aria-expanded', 'true');
}

for (const link of document.querySelectorAll('.why-of, .cases .next .second a')) {
    link.setAttribute('role', 'button');
    link.setAttribute('aria-expanded', 'false');
    link.addEventListener('click', (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        whyOf(link).catch(() => { location.href = link.href; });
    });
}

// -- single-letter keys, unless they are switched off (WCAG 2.1.4) --

function moveInList(step) {
    const links = [...document.querySelectorAll('.cases .what a')];
    if (links.length === 0) return;
    const row = document.activeElement.closest('tr');
    const at = links.findIndex((link) => link.closest('tr') === row);
    links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
}

function write(id) {
    const box = document.getElementById(id);
    if (!box) return;
    box.open = true;
    box.querySelector('textarea').focus();
}

const goPause = 1500;
let wentAt = -goPause;

const keys = {
    '/': () => document.getElementById('q')?.focus(),
    j: () => (document.querySelector('.cases') ? moveInList(1)
        : document.querySelector('.place a[aria-keyshortcuts=j]')?.click()),
    k: () => moveInList(-1),
    x: () => document.activeElement.closest('tr')?.querySelector('.pick input')?.click(),
    f: () => document.querySelector('details.filter > summary')?.click(),
    a: () => {
        document.getElementById('several')?.focus();
        document.querySelector('.act-links a[href$="/assign"]')?.click();
    },
    s: () => document.querySelector('.steps [aria-current] a')?.click(),
    r: () => write('writing-reply'),
    n: () => write('writing-note'),
    '?': () => { location.href = '/desk/keys'; },
};

// After g a letter opens a view: its link says which.
function go(letter) {
    const link = [...document.querySelectorAll('.views a[data-go]')]
        .find((one) => one.dataset.go === letter);
    link?.click();
    return Boolean(link);
}

document.addEventListener('keydown', (event) => {
    const typing = event.target.closest('input, textarea, select, [contenteditable]');
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if ((typing && typing.type !== 'checkbox') || document.body.dataset.keys === 'off') return;
    const going = event.timeStamp - wentAt < goPause;
    wentAt = event.key === 'g' && !going ? event.timeStamp : -goPause;
    if (event.key === 'g' && !going) return;
    if (going ? !go(event.key) : !keys[event.key]) return;
    event.preventDefault();
    if (!going) keys[event.key]();
});
