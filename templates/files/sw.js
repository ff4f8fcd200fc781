// Keeps what was visited for reading without a network. Pages come from the network first, assets,
// whose addresses change with their content, from what is kept.
"use strict";
const KEPT = "reading-list-1";
const MOST = 500; // pages; the oldest go first

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(clients.claim()));

async function keep(request, reply) {
  const cache = await caches.open(KEPT);
  await cache.delete(request, { ignoreSearch: true });
  await cache.put(request, reply);
  const keys = await cache.keys();
  for (const old of keys.slice(0, Math.max(keys.length - MOST, 0))) await cache.delete(old);
}

async function answer(request) {
  const isAsset = request.url.includes("/assets/");
  const kept = () => caches.match(request, { ignoreSearch: true });
  if (isAsset) {
    const found = await kept();
    if (found) return found;
  }
  try {
    const reply = await fetch(request);
    if (reply.ok && reply.type === "basic") await keep(request, reply.clone());
    return reply;
  } catch (error) {
    const found = await kept();
    if (found) return found;
    throw error;
  }
}

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(registration.scope)) return;
  event.respondWith(answer(request));
});
