/**
 * @template {Element} Kind
 * @param {string} id
 * @param {new () => Kind} kind
 */
function part(id, kind) {
  const element = document.getElementById(id);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${id}.`);
}

const status = part('status', HTMLElement);
const run = part('run', HTMLButtonElement);
const taskName = part('task-name', HTMLInputElement);
const seconds = part('seconds', HTMLInputElement);
const work = part('work', HTMLElement);
const ended = part('ended', HTMLDialogElement);
const socket = new WebSocket(`ws://${location.host}/${location.search}`);

/**
 * What the server tells of this tab's session.
 * @typedef {{ type: 'ready', sessionId?: string }
 *   | { type: 'asked' }
 *   | { type: 'progress', fraction: number, message: string }
 *   | { type: 'done', count: number, upTo: number }
 *   | { type: 'failed', message: string }
 *   | { type: 'killed', by: string, reason: string | null }} News
 */

socket.addEventListener('message', ({ data }) => {
  /** @type {unknown} */
  const news = JSON.parse(String(data));
  if (isNews(news)) hear(news);
});

/**
 * @param {unknown} news
 * @returns {news is News}
 */
function isNews(news) {
  return typeof news === 'object' && news !== null && 'type' in news;
}

/** @param {News} news */
function hear(news) {
  switch (news.type) {
    case 'ready':
      part('session', HTMLElement).textContent = news.sessionId ?? 'Rollcall is away, the app works all the same';
      show('idle');
      break;
    case 'asked':
      part('work-message', HTMLElement).textContent = 'waiting for a person to approve it in Rollcall';
      break;
    case 'progress':
      part('work-progress', HTMLProgressElement).value = news.fraction;
      part('work-percent', HTMLElement).textContent = `${Math.round(news.fraction * 100)} %`;
      part('work-message', HTMLElement).textContent = news.message;
      break;
    case 'done':
      addResult(`${news.count.toLocaleString('en')} primes up to ${news.upTo.toLocaleString('en')}`);
      show('idle');
      break;
    case 'failed':
      addResult(`failed: ${news.message}`);
      show('idle');
      break;
    case 'killed':
      end(`${news.by} ended this session`, news.reason ?? 'No reason was given.');
  }
}

socket.addEventListener('close', ({ reason }) => {
  end('This session is over', reason || 'The connection to the app was lost.');
});

part('order', HTMLFormElement).addEventListener('submit', (event) => {
  event.preventDefault();
  socket.send(JSON.stringify({ taskName: taskName.value, seconds: seconds.valueAsNumber }));
  part('work-name', HTMLElement).textContent = taskName.value;
  part('work-progress', HTMLProgressElement).value = 0;
  part('work-percent', HTMLElement).textContent = '0 %';
  part('work-message', HTMLElement).textContent = 'starting';
  show('running');
});

seconds.addEventListener('input', () => (part('seconds-shown', HTMLOutputElement).value = `${seconds.value} s`));
part('again', HTMLButtonElement).addEventListener('click', () => location.reload());

/** @param {'idle' | 'running' | 'ended'} state */
function show(state) {
  status.dataset['state'] = state;
  status.textContent = state;
  run.disabled = state !== 'idle';
  work.hidden = state !== 'running';
}

/** @param {string} text */
function addResult(text) {
  const item = document.createElement('li');
  const name = document.createElement('strong');
  name.textContent = taskName.value;
  item.append(name, document.createElement('br'), text);
  part('results', HTMLOListElement).prepend(item);
}

/**
 * Says so once: what comes first knows more.
 * @param {string} title
 * @param {string} text
 */
function end(title, text) {
  if (ended.open) return;
  show('ended');
  part('ended-title', HTMLElement).textContent = title;
  part('ended-text', HTMLElement).textContent = text;
  ended.showModal();
}
