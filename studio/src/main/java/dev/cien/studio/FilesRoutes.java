package dev.cien.studio;

import dev.cien.course.journal.Attachment;
import dev.cien.course.journal.Attachments;
import dev.cien.course.journal.Attachments.Note;
import dev.cien.course.journal.JournalStore;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// `/api/journal/files`: the files of the notes of days and projects, and all of them in a ZIP.
///
/// A file comes from anywhere. Only what begins as a picture is shown, as the kind of picture that
/// it begins as; everything else is handed over to be kept, and never runs in a page of ours.
final class FilesRoutes implements Routes {
  private static final String NOTE = "/api/journal/files/{note}";

  @Override
  public void register(RoutesConfig routes) {
    routes.get(NOTE, ctx -> ctx.json(listed(ctx)));
    routes.post(NOTE, this::add);
    routes.delete(NOTE, this::clear);
    routes.get(NOTE + "/{name}", this::give);
    routes.delete(NOTE + "/{name}", this::remove);
    routes.get("/api/journal/archive", this::archive);
  }

  private static Attachments files(Context ctx) {
    return Desk.of(ctx).journal().attachments();
  }

  private static Note note(Context ctx) {
    return Note.of(ctx.pathParam("note"));
  }

  private static List<Map<String, Object>> listed(Context ctx) {
    return files(ctx).of(note(ctx)).stream().map(FilesRoutes::shown).toList();
  }

  private static Map<String, Object> shown(Attachment file) {
    return Map.of("name", file.name(), "size", file.size(), "picture", file.picture().isPresent());
  }

  /// One at a time, so that two do not take the last place, or the same name.
  private synchronized void add(Context ctx) {
    String name = Asked.text(ctx, "name");
    files(ctx).add(note(ctx), name, ctx.bodyAsBytes());
    ctx.status(201).json(listed(ctx));
  }

  private synchronized void remove(Context ctx) {
    if (!files(ctx).delete(note(ctx), ctx.pathParam("name"))) {
      throw none();
    }
    ctx.json(listed(ctx));
  }

  private synchronized void clear(Context ctx) {
    files(ctx).delete(note(ctx));
    ctx.json(List.of());
  }

  private void give(Context ctx) {
    Note note = note(ctx);
    Attachment file =
        files(ctx).of(note).stream()
            .filter(one -> one.name().equals(ctx.pathParam("name")))
            .findFirst()
            .orElseThrow(FilesRoutes::none);
    byte[] bytes = files(ctx).read(note, file.name()).orElseThrow(FilesRoutes::none);
    String how = file.picture().isPresent() ? "inline" : "attachment";
    ctx.header("Content-Disposition", how + "; filename*=UTF-8''" + encoded(file.name()));
    ctx.header("Content-Security-Policy", "sandbox; default-src 'none'");
    ctx.contentType(file.picture().orElse("application/octet-stream"));
    ctx.result(bytes);
  }

  private void archive(Context ctx) {
    JournalStore store = Desk.of(ctx).journal();
    ctx.header("Content-Disposition", "attachment; filename=\"diario.zip\"");
    ctx.contentType("application/zip");
    store.attachments().archive(store.journal(), ctx.outputStream());
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static Refusal none() {
    return Refusal.missing("Este archivo ya no está.", "This file is not there any more.");
  }
}
