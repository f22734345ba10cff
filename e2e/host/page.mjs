// The switches, the element and the log. A switch may stand in the address: /?theme=dark&locale=fr&path=/solutions
const { portal } = await (await fetch('/config.json')).json();
const form = document.querySelector('.switches');
const field = (name) => form.elements.namedItem(name);
const asked = new URLSearchParams(location.search);

const PEOPLE = {
  'Ingrid Solheim, owner': { email: 'ingrid.solheim@northlake.example', org: 'northlake', role: 'owner' },
  'Aoife Ní Bhriain, viewer': { email: 'aoife.nibhriain@northlake.example', org: 'northlake', role: 'viewer' },
  'Tunde Adeyemi, two companies': { email: 'tunde.adeyemi@northlake.example', org: 'northlake,meridian', role: 'manager' },
  'Somebody new': { email: 'new.colleague@northlake.example', org: 'northlake', role: 'manager' },
};
field('person').append(...Object.keys(PEOPLE).map((name) => new Option(name)));
for (const [name, value] of asked) {
  const found = field(name);
  if (found?.type === 'checkbox') found.checked = true;
  else if (found) found.value = value;
}

const log = document.getElementById('log');
function say(text) {
  const line = document.createElement('li');
  line.textContent = `${(performance.now() / 1000).toFixed(2)} s ${text}`;
  log.firstElementChild.append(line);
  log.scrollTop = log.scrollHeight;
}

async function getToken() {
  const how = field('tokens').value;
  if (how === 'signedOut') throw Object.assign(new Error('Nobody is signed in.'), { code: 'signedOut' });
  if (how === 'silent') return new Promise(() => {});
  if (how === 'slow') await new Promise((over) => setTimeout(over, 3000));
  const name = field('person').value;
  const person = new URLSearchParams({ name: name.split(',')[0], life: field('life').value, ...PEOPLE[name] });
  const answer = await fetch(`/token?${person}`);
  if (!answer.ok) throw new Error(`/token answers ${answer.status}.`);
  return answer.text();
}

const { ready } = await import(`${portal}/embed/v1.js`).then(() => ({ ready: true }), (error) => ({ ready: false, error: say(String(error)) }));
const element = document.createElement('cosell-portal');
element.getToken = getToken;

function dress() {
  document.documentElement.dataset.theme = field('theme').value;
  for (const name of ['theme', 'accent', 'locale']) element[name] = field(name).value || null;
  element.toggleAttribute('guard', field('guard').checked);
  element.style.inlineSize = field('width').value ? `${field('width').value}px` : '';
  element.style.maxInlineSize = '100%';
}

const told = {
  ready: () => { document.getElementById('state').textContent = 'ready'; },
  dirty: ({ dirty }) => { document.getElementById('dirty').textContent = dirty ? 'yes' : 'no'; },
  navigate: ({ path }) => {
    field('path').value = path;
    // The frame has made a step of history already: the host only writes down where it is.
    const here = new URL(location.href);
    here.searchParams.set('path', path);
    history.replaceState(null, '', here);
  },
  signout: () => {
    field('tokens').value = 'signedOut';
    document.getElementById('state').textContent = 'signed out';
  },
};
for (const [name, take] of Object.entries(told)) element.addEventListener(`cosell-${name}`, ({ detail }) => take(detail));
// All that the frame says, also what the element keeps to itself.
addEventListener('message', ({ source, data }) => {
  if (source !== element.shadowRoot?.querySelector('iframe')?.contentWindow || data?.cosell !== 1) return;
  const { cosell, type, ...fields } = data;
  say(`frame: ${type} ${JSON.stringify(fields)}`);
});
// What goes to the frame, by type: a token has no place in a log.
element.addEventListener('cosell-sent', ({ detail }) => say(`host: ${detail.type}`));

form.addEventListener('change', (event) => event.target.name !== 'path' && dress());
form.addEventListener('submit', (event) => {
  event.preventDefault();
  element.path = field('path').value;
});
field('reload').addEventListener('click', () => {
  element.remove();
  document.getElementById('stage').append(element);
});

dress();
element.path = field('path').value;
element.src = portal;
if (ready) document.getElementById('stage').append(element);
