import { App } from './app.js';
import { Navigation } from './navigation.js';
import { routeOf } from './router.js';
import { session } from './session.js';
import { startWorker } from './sw-bridge.js';
import { showTitle } from './title.js';
import { Shell } from '../components/shell/shell.js';

/** Starts the app: the user's rows first, from this device; the network only brings them up to date. */
async function main() {
  const app = new App();
  const shell = new Shell(app);
  document.getElementById('app')?.replaceWith(shell);
  // Another tab has signed in or out: nothing of the one user is left on the screen of the other.
  session.onChange(() => location.reload());
  // Without a user there is nobody to ask for: the session is as old as what this device remembers.
  // Its page is made ready while the rows are opened.
  routeOf(location.pathname)
    .entry.load()
    .catch(() => undefined); // told when it is shown
  try {
    if (session.user) await app.enter(session.user);
    else void session.finishLeaving();
  } catch (error) {
    reportError(error);
    return shell.fail();
  }
  const navigation = new Navigation(app, shell.main, (page) => {
    shell.update();
    showTitle(app, page);
  });
  await navigation.start();
  await startWorker(shell);
}

void main();
