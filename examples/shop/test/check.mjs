/**
 * The shop's own tests, in small: any command can stand here. It finds its database in DATABASE_URL, or files in
 * ROWMILL_DIRECTORY where no server could be started.
 */
import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';

const { DATABASE_URL, ROWMILL_DIRECTORY } = process.env;
const customers = (await readFile(new URL('../customers.csv', import.meta.url), 'utf8')).trim();
const originalEmails = customers.match(/[^,\s"]+@[^,\s"]+/g) ?? [];
assert.equal(originalEmails.length, 500);

function passed(what) {
  console.log(`ok  ${what}`);
}

/** The one number or text that a query answers. */
async function answer(client, query, values = []) {
  const { rows } = await client.query({ text: query, values, rowMode: 'array' });
  return rows[0]?.[0];
}

async function checkDatabase() {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: DATABASE_URL });
  await client.connect();
  try {
    await checkOrders(client);
    await checkCustomers(client);
    await checkChanges(client);
  } finally {
    await client.end();
  }
}

const countOf = (client, table) => answer(client, `SELECT count(*)::int FROM ${table}`);

async function checkOrders(client) {
  const users = await countOf(client, 'users');
  const orders = await countOf(client, 'orders');
  const lines = await countOf(client, 'order_lines');
  assert.ok(users > 0 && orders > 0 && lines >= orders);
  passed(`${users} users, ${orders} orders, ${lines} order lines are there`);

  const strays = await answer(
    client,
    'SELECT count(*)::int FROM orders LEFT JOIN users u ON u.id = user_id WHERE u.id IS NULL',
  );
  assert.equal(strays, 0);
  passed('every order has its user');

  const wrong = await answer(
    client,
    `SELECT count(*)::int FROM order_lines l JOIN products p ON p.id = l.product_id
     WHERE l.unit_price <> p.price OR l.total IS DISTINCT FROM l.quantity * p.price`,
  );
  assert.equal(wrong, 0);
  passed('every line has the price of its product, and its total is right');
}

async function checkCustomers(client) {
  const leaked = await answer(
    client,
    'SELECT count(*)::int FROM customers WHERE email = ANY($1) OR notes IS NOT NULL',
    [originalEmails],
  );
  assert.equal(leaked, 0);
  assert.equal(await countOf(client, 'customers'), 500);
  passed('500 customers, and no e-mail address of production among them');
}

async function checkChanges(client) {
  const user = await answer(client, 'SELECT id FROM users LIMIT 1');
  const highest = await answer(client, 'SELECT max(id)::int FROM orders');
  const added = await answer(
    client,
    "INSERT INTO orders (user_id, status, ordered_at) VALUES ($1, 'open', now()) RETURNING id::int",
    [user],
  );
  assert.equal(added, highest + 1);
  passed(`a new order gets the next number, ${added}`);

  const stray =
    'INSERT INTO order_lines (order_id, product_id, unit_price, quantity, total) VALUES (-1, 1, 1, 1, 1)';
  await assert.rejects(client.query(stray), /foreign key/);
  passed('a line without an order is refused');
}

async function checkFiles() {
  const files = await readdir(ROWMILL_DIRECTORY);
  const name = files.find((file) => file.startsWith('customers.'));
  const text = await readFile(`${ROWMILL_DIRECTORY}/${name}`, 'utf8');
  assert.ok(originalEmails.every((email) => !text.includes(email)));
  passed('no e-mail address of production is in the files');
}

assert.ok(DATABASE_URL || ROWMILL_DIRECTORY, 'DATABASE_URL or ROWMILL_DIRECTORY has to be set');
await (DATABASE_URL ? checkDatabase() : checkFiles());
