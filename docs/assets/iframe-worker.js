// Browsers start no worker from a file: address. There, a hidden frame does the search worker's work: it gets the same
// messages and gives the same answers. `IFrameWorker` is the name the worker's own code asks for.
if (location.protocol === "file:") {
  window.Worker = window.IFrameWorker = class extends EventTarget {
    constructor(address) {
      super()
      this.waiting = []
      const frame = document.createElement("iframe")
      frame.hidden = true
      frame.title = "search"
      frame.addEventListener("load", () => this.start(frame.contentWindow, String(address)), { once: true })
      document.body.append(frame)
    }

    start(inside, address) {
      inside.postMessage = data => this.dispatchEvent(new MessageEvent("message", { data }))
      inside.importScripts = (...scripts) => Promise.all(scripts.map(script => load(inside, script)))
      load(inside, address).then(() => {
        this.inside = inside
        this.waiting.splice(0).forEach(data => this.postMessage(data))
      })
    }

    postMessage(data) {
      if (this.inside) this.inside.dispatchEvent(new this.inside.MessageEvent("message", { data }))
      else this.waiting.push(data)
    }
  }

  const load = (inside, address) => new Promise((loaded, failed) => {
    const script = inside.document.createElement("script")
    script.src = address
    script.onload = loaded
    script.onerror = failed
    inside.document.body.append(script)
  })
}
