#include "tests/adapters/storage/samples.hpp"

#include <stdlib.h>  // mkdtemp

#include <catch2/catch.hpp>

namespace vertrek::storage::testing {

CaseId case_id(std::string_view name) {
  return CaseId::recorded(name);
}

NewEvent event(std::string_view type, std::string_view note) {
  NewEvent made;
  made.type = EventType(type);
  made.by = {PartnerId("IND"), UserId("j.devries"), "officer"};
  made.occurred_at = Moment::from_micros(1'738'314'000'000'000);
  made.recorded_at = Moment::from_micros(1'738'314'300'000'001);
  made.data = R"({"note":")" + std::string(note) + "\"}";
  return made;
}

Append append_of(std::string_view name, std::int64_t expected, int count) {
  Append append{case_id(name), {expected}, {}, {}};
  for (int i = 0; i < count; ++i) {
    append.events.push_back(event("note.added", std::to_string(i)));
    append.messages.push_back(
        {{PartnerId("IND"), std::nullopt}, {PartnerId("COURT"), R"({"part":true})"}});
  }
  return append;
}

NewEvent rich_event() {
  NewEvent made;
  made.type = EventType("detention.imposed");
  made.by = {PartnerId("AVIM"), UserId("ş.çelik 🙂"), "hulpofficier van justitie \"HOvJ\""};
  made.occurred_at = Moment::from_micros(-1'577'923'200'000'007);
  made.recorded_at = Moment::from_micros(7'258'118'399'999'999);
  made.data = "{\"note\":\"é e\u0301 \\u0000 \xF0\x9F\x9A\xAA \u2028 '\\\" \t %s ;--\"}";
  made.irregular = Irregularity{{"te laat \"gemeld\"\n€", UserId("chef")},
                                {RuleId("lighter-means"), RuleId("heard-first")}};
  made.key = CommandKey("sleutel-é-1");
  return made;
}

Folder::Folder() {
  auto name = (std::filesystem::temp_directory_path() / "vertrek-XXXXXX").string();
  REQUIRE(mkdtemp(name.data()) != nullptr);
  path_ = name;
}

Folder::~Folder() {
  std::error_code unused;
  std::filesystem::remove_all(path_, unused);
}

Outsider::Outsider(std::filesystem::path const& file) {
  REQUIRE(sqlite3_open(file.c_str(), &handle_) == SQLITE_OK);
}

Outsider::~Outsider() {
  sqlite3_close(handle_);
}

std::string Outsider::run(char const* sql) const {
  return sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) == SQLITE_OK
             ? ""
             : sqlite3_errmsg(handle_);
}

std::int64_t Outsider::number(char const* sql) const {
  sqlite3_stmt* statement = nullptr;
  REQUIRE(sqlite3_prepare_v2(handle_, sql, -1, &statement, nullptr) == SQLITE_OK);
  REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
  auto const answer = sqlite3_column_int64(statement, 0);
  sqlite3_finalize(statement);
  return answer;
}

std::vector<Event> whole_log(EventStore const& store) {
  std::vector<Event> log;
  auto const read = store.read_all({0}, [&log](Event const& one) {
    log.push_back(one);
    return true;
  });
  REQUIRE(read.has_value());
  return log;
}

}  // namespace vertrek::storage::testing
