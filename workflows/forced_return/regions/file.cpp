#include "workflows/forced_return/regions/msm_region.hpp"

namespace vertrek::forced_return {

namespace {

using enum Signal;

struct None : At<File::none> {};
struct Open : At<File::open> {};
struct Closed : At<File::closed> {};

// clang-format off
struct FileShape : Shape<FileShape> {
  using initial_state = None;

  using transition_table = Table<
    //   from     signal              to
    Row< None,    On<case_opened>,    Open   >,
    Row< Open,    On<case_closed>,    Closed >,
    Row< Closed,  On<case_reopened>,  Open   >
  >;
};
// clang-format on

}  // namespace

Region file_region() {
  return make_region<FileShape>("file", {"dossier", "file"},
                                {{"none", {"nog niet geopend", "not opened yet"}},
                                 {"open", {"geopend", "open"}},
                                 {"closed", {"gesloten", "closed"}}});
}

}  // namespace vertrek::forced_return
