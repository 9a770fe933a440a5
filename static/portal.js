// Comfort on the portal: everything works without this file.
'use strict';

// The button that prints stands only where it can do something.
for (const button of document.querySelectorAll('[data-print]')) {
    button.hidden = false;
    button.addEventListener('click', () => window.print());
}

// The box of errors takes the focus, so that it is read first.
document.querySelector('.govuk-error-summary')?.focus();

// Too many or too large files are told before they travel. The words come from the page.
for (const input of document.querySelectorAll('input[type=file][data-bytes]')) {
    input.addEventListener('change', () => {
        const files = [...input.files];
        const many = files.length > Number(input.dataset.files);
        const big = files.some((file) => file.size > Number(input.dataset.bytes));
        const heavy = files.reduce((sum, file) => sum + file.size, 0) > Number(input.dataset.total);
        input.setCustomValidity(many ? input.dataset.many : big ? input.dataset.big
            : heavy ? input.dataset.heavy : '');
        input.reportValidity();
    });
}

// Half a day, without its year, would be sent as none.
function arrives(input) {
    if (input.type === 'date') {
        input.setCustomValidity(input.validity.badInput ? input.dataset.half : '');
    }
    return input.reportValidity();
}

// A form is sent once: the second press of an impatient finger is dropped, unless the answer is a
// file and the page stays (data-again). What is wrong is said by the page that answers, in its own
// words; only what cannot arrive does not travel.
for (const form of document.querySelectorAll('form[method=post]')) {
    form.addEventListener('submit', (event) => {
        const inputs = [...form.querySelectorAll('input[type=file], input[type=date]')];
        const free = event.submitter?.formNoValidate;
        if (form.dataset.sent || (!free && !inputs.every(arrives))) {
            event.preventDefault();
            return;
        }
        if (!('again' in (event.submitter?.dataset ?? {}))) form.dataset.sent = 'yes';
    });
}

// Coming back by the browser's Back, the form may be sent again.
window.addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
});
