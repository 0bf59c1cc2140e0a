#include "adapters/storage/sqlite/sqlite_error.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

namespace vertrek::storage {

namespace {

Error trouble(Text what, std::filesystem::path const& file, Text remedy) {
  return Error{ErrorCode::storage, std::move(what), file.string(), std::move(remedy)};
}

Error read_only(std::filesystem::path const& file) {
  return trouble({"het bestand of de map kan niet worden beschreven",
                  "the file or its folder cannot be written"},
                 file,
                 {"geef het programma schrijfrechten op het bestand en op de map eromheen",
                  "give the program leave to write the file and the folder around it"});
}

}  // namespace

Error sqlite_error(int code, std::string const& message, std::filesystem::path const& file) {
  switch (code & 0xff) {
    case SQLITE_FULL:
      return trouble({"de schijf is vol: van deze opdracht is niets vastgelegd; wat al was "
                      "vastgelegd, staat er nog",
                      "the disk is full: nothing of this command was recorded; what was recorded "
                      "before still stands"},
                     file,
                     {"maak ruimte op de schijf en geef de opdracht opnieuw",
                      "free some space on the disk and give the command again"});
    case SQLITE_READONLY:
    case SQLITE_PERM:
      return read_only(file);
    case SQLITE_CANTOPEN:
      return trouble({"het bestand kan niet worden geopend", "the file cannot be opened"}, file,
                     {"kijk of de map bestaat en of het programma er mag lezen en schrijven",
                      "see whether the folder exists and the program may read and write there"});
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return trouble({"een ander programma houdt het bestand te lang bezet",
                      "another program keeps the file busy for too long"},
                     file,
                     {"probeer het opnieuw; zoek welk programma het bestand vasthoudt",
                      "try again; find out which program holds the file"});
    case SQLITE_NOTADB:
      return trouble({"dit bestand is geen database, of het is beschadigd",
                      "this file is no database, or it is damaged"},
                     file,
                     {"kies het juiste bestand, of zet een reservekopie terug",
                      "choose the right file, or restore a backup"});
    case SQLITE_CORRUPT:
      return trouble({fmt::format("het bestand is beschadigd ({})", message),
                      fmt::format("the file is damaged ({})", message)},
                     file,
                     {"stop met schrijven, bewaar het bestand en zet een reservekopie terug",
                      "stop writing, keep the file, and restore a backup"});
    case SQLITE_IOERR:
      // After a failed write the operating system may or may not have kept the bytes, so a retry
      // must look first; the expected version and the key make that safe.
      return trouble(
          {fmt::format("de schijf gaf een fout ({}): deze opdracht is niet bevestigd", message),
           fmt::format("the disk failed ({}): this command was not confirmed", message)},
          file,
          {"controleer de schijf; lees de zaak voordat u de opdracht opnieuw geeft",
           "check the disk; read the case before giving the command again"});
    default:
      return trouble({fmt::format("de database weigerde: {} (code {})", message, code),
                      fmt::format("the database refused: {} (code {})", message, code)},
                     file,
                     {"probeer het opnieuw; meld het met deze tekst als het terugkomt",
                      "try again; report it with this text when it comes back"});
  }
}

Error foreign_database(std::filesystem::path const& file) {
  return Error{ErrorCode::bad_input,
               {"dit bestand is een database van een ander programma; er is niets aan veranderd",
                "this file is a database of another program; nothing in it was changed"},
               file.string(),
               {"kies het bestand van vertrek, of een naam die nog niet bestaat",
                "choose a file of vertrek, or a name that does not exist yet"}};
}

Error newer_schema(int found, int known, std::filesystem::path const& file) {
  return Error{
      ErrorCode::newer_schema,
      {fmt::format("het bestand heeft indeling {}; dit programma kent indeling {} en ouder", found,
                   known),
       fmt::format("the file has layout {}; this program knows layout {} and older", found, known)},
      file.string(),
      {"werk het programma bij; aan het bestand is niets veranderd",
       "update the program; nothing in the file was changed"}};
}

Error older_schema(int found, int known, std::filesystem::path const& file) {
  return trouble(
      {fmt::format("het bestand heeft nog indeling {}; dit programma leest indeling {}", found,
                   known),
       fmt::format("the file still has layout {}; this program reads layout {}", found, known)},
      file,
      {"open het eenmaal om te schrijven: dan wordt het bijgewerkt",
       "open it once for writing: that brings it up to date"});
}

Error no_such_file(std::filesystem::path const& file) {
  return Error{ErrorCode::not_found,
               {"dit bestand bestaat niet", "this file does not exist"},
               file.string(),
               {"controleer de naam; een nieuw bestand ontstaat bij de eerste opdracht",
                "check the name; a new file comes with the first command"}};
}

Error opened_read_only(std::filesystem::path const& file) {
  return trouble({"het bestand is alleen geopend om te lezen", "the file was opened only to read"},
                 file, {"open het om te schrijven", "open it for writing"});
}

Error damaged_row(std::int64_t position, std::filesystem::path const& file) {
  return trouble({fmt::format("gebeurtenis {} is niet te lezen", position),
                  fmt::format("event {} cannot be read", position)},
                 file,
                 {"stop met schrijven, bewaar het bestand en zet een reservekopie terug",
                  "stop writing, keep the file, and restore a backup"});
}

}  // namespace vertrek::storage
